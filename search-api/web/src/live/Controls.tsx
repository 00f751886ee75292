import { useLocalParticipant, useRoomContext } from '@livekit/components-react';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useText } from '../text/Language';
import { deviceTrouble } from './deviceTrouble';

interface ControlsProps {
  leave: string;
  onLeave: () => void;
  children?: ReactNode;
}

/** Microphone, camera, screen, hang up. What does not open says why and what to do. */
export function Controls({ leave, onLeave, children }: ControlsProps) {
  const { live } = useText();
  const text = live.controls;
  const room = useRoomContext();
  const { localParticipant: me, isMicrophoneEnabled, isCameraEnabled, isScreenShareEnabled } = useLocalParticipant();
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const toggle = async (what: 'microphone' | 'camera' | 'screen', work: () => Promise<unknown>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await work();
    } catch (failure) {
      setTrouble(live.trouble[what][deviceTrouble(failure)]);
    } finally {
      setBusy(false);
    }
  };
  const canShare = Boolean(navigator.mediaDevices?.getDisplayMedia);
  return (
    <div className="controls">
      {trouble && (
        <p className="note note-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="controls-row">
        <Button
          size="large"
          disabled={busy}
          aria-pressed={!isMicrophoneEnabled}
          onClick={() => void toggle('microphone', () => me.setMicrophoneEnabled(!isMicrophoneEnabled))}
        >
          {isMicrophoneEnabled ? text.mute : text.unmute}
        </Button>
        <Button
          size="large"
          disabled={busy}
          aria-pressed={!isCameraEnabled}
          onClick={() => void toggle('camera', () => me.setCameraEnabled(!isCameraEnabled))}
        >
          {isCameraEnabled ? text.cameraOff : text.cameraOn}
        </Button>
        {canShare && (
          <Button
            size="large"
            disabled={busy}
            aria-pressed={isScreenShareEnabled}
            onClick={() =>
              void toggle('screen', () =>
                me.setScreenShareEnabled(!isScreenShareEnabled, { resolution: { width: 1920, height: 1080, frameRate: 15 } }),
              )
            }
          >
            {isScreenShareEnabled ? text.shareStop : text.share}
          </Button>
        )}
        {children}
        <Button
          size="large"
          danger
          type="primary"
          onClick={() => {
            void room.disconnect();
            onLeave();
          }}
        >
          {leave}
        </Button>
      </div>
    </div>
  );
}
