import { LiveKitRoom, RoomAudioRenderer, StartAudio } from '@livekit/components-react';
import { DisconnectReason, MediaDeviceFailure, Room } from 'livekit-client';
import { useState, type ReactNode } from 'react';
import { useText } from '../text/Language';
import { signalAddress, type Admission, type Consents } from './admission';
import { AnswerCard } from './AnswerCard';
import { Captions } from './Captions';
import { Controls } from './Controls';
import { DocumentNote } from './DocumentNote';
import { Network } from './Network';
import { Stage } from './Stage';

/** How a call ended for this browser. */
export type Ending = 'left' | 'over' | 'elsewhere' | 'network';

function endingOf(reason: DisconnectReason | undefined): Ending {
  switch (reason) {
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.PARTICIPANT_REMOVED:
    case DisconnectReason.ROOM_CLOSED:
      return 'over';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'elsewhere';
    default:
      return 'network';
  }
}

const TROUBLES = {
  [MediaDeviceFailure.PermissionDenied]: 'refused',
  [MediaDeviceFailure.NotFound]: 'absent',
  [MediaDeviceFailure.DeviceInUse]: 'busy',
  [MediaDeviceFailure.Other]: 'broken',
} as const;

interface CallRoomProps {
  admission: Admission;
  devices: { microphone: boolean; camera: boolean };
  consents: Consents;
  waiting: string;
  leave: string;
  /** Whether this is the one who asks: the digital human answers what is typed here. */
  asks?: boolean;
  onEnd: (ending: Ending) => void;
  /** Further controls. */
  children?: ReactNode;
}

/** A call: pictures, captions, controls. The connection comes back by itself; what ended it is told to `onEnd`. */
export function CallRoom({ admission, devices, consents, waiting, leave, asks = false, onEnd, children }: CallRoomProps) {
  const text = useText().live;
  const [trouble, setTrouble] = useState<string>();
  const [room] = useState(
    () => new Room({ adaptiveStream: true, dynacast: true, publishDefaults: { videoCodec: 'vp8', backupCodec: false } }),
  );
  return (
    <LiveKitRoom
      room={room}
      serverUrl={signalAddress()}
      token={admission.token}
      audio={devices.microphone}
      video={devices.camera}
      onDisconnected={(reason) => {
        // This browser's own doing: whoever hangs up says so by the button, and a page that is loaded again has hung up nothing.
        if (reason !== DisconnectReason.CLIENT_INITIATED) onEnd(endingOf(reason));
      }}
      onError={() => undefined}
      onMediaDeviceFailure={(failure, kind) =>
        setTrouble(text.trouble[kind === 'videoinput' ? 'camera' : 'microphone'][TROUBLES[failure ?? MediaDeviceFailure.Other]])
      }
      className="live-room"
    >
      <Network />
      <DocumentNote />
      {trouble && (
        <p className="note note-trouble" role="alert">
          {trouble}
        </p>
      )}
      <Stage waiting={waiting} />
      <div className="live-side">
        <AnswerCard asks={asks && consents.answer} />
        <Captions wanted={consents.answer} />
      </div>
      <StartAudio label={text.hear} className="start-audio" />
      <Controls leave={leave} onLeave={() => onEnd('left')}>
        {children}
      </Controls>
      <RoomAudioRenderer />
    </LiveKitRoom>
  );
}
