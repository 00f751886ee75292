import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useText } from '../text/Language';
import { useDevices, type Devices } from './useDevices';
import { useLevel } from './useLevel';

function Preview({ devices }: { devices: Devices | undefined }) {
  const text = useText().live.devices;
  const video = useRef<HTMLVideoElement>(null);
  const seen = Boolean(devices?.stream?.getVideoTracks().length);
  useEffect(() => {
    if (video.current) video.current.srcObject = devices?.stream ?? null;
  }, [devices]);
  return (
    <div className="preview">
      {/* One's own picture has no words to be shown. */}
      <video ref={video} autoPlay muted playsInline hidden={!seen} aria-label={text.preview} />
      {!seen && <p>{devices ? text.noPicture : text.opening}</p>}
    </div>
  );
}

interface DeviceStepProps {
  go: string;
  busy: boolean;
  onDone: (devices: { microphone: boolean; camera: boolean }) => void;
  children?: ReactNode;
}

/** Shows one's own picture and voice before a call. Whoever has neither may call all the same, to hear and read. */
export function DeviceStep({ go, busy, onDone, children }: DeviceStepProps) {
  const { live } = useText();
  const text = live.devices;
  const [attempt, setAttempt] = useState(0);
  const devices = useDevices(attempt);
  const level = useLevel(devices?.stream);
  const insecure = devices?.microphone === 'insecure';
  return (
    <section className="live-step" aria-labelledby="devices">
      <h1 id="devices">{text.heading}</h1>
      <Preview devices={devices} />
      {devices?.stream && !devices.microphone && (
        <p className="level">
          <span>{text.speak}</span>
          <meter min={0} max={1} value={level} aria-label={text.level} />
        </p>
      )}
      {insecure && (
        <p className="note note-trouble" role="alert">
          {live.trouble.insecure(`https://${window.location.hostname}`)}
        </p>
      )}
      {!insecure && devices?.microphone && (
        <p className="note note-trouble" role="alert">
          {live.trouble.microphone[devices.microphone]}
        </p>
      )}
      {!insecure && devices?.camera && (
        <p className="note note-trouble" role="status">
          {live.trouble.camera[devices.camera]}
        </p>
      )}
      {children}
      <div className="live-step-do">
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={!devices || insecure}
          onClick={() => onDone({ microphone: !devices?.microphone, camera: !devices?.camera })}
        >
          {go}
        </Button>
        {(devices?.microphone || devices?.camera) && !insecure && (
          <Button size="large" onClick={() => setAttempt(attempt + 1)}>
            {text.again}
          </Button>
        )}
      </div>
    </section>
  );
}
