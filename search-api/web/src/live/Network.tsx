import { useConnectionQualityIndicator, useConnectionState, useLocalParticipant } from '@livekit/components-react';
import { ConnectionState } from 'livekit-client';
import { useText } from '../text/Language';
import { useTransport } from './useTransport';

/** How the network is, in words. */
export function Network() {
  const text = useText().live.network;
  const { localParticipant } = useLocalParticipant();
  const { quality } = useConnectionQualityIndicator({ participant: localParticipant });
  const state = useConnectionState();
  const transport = useTransport();
  if (state === ConnectionState.Reconnecting || state === ConnectionState.SignalReconnecting) {
    return (
      <p className="live-note live-note-warn" role="alert">
        {text.reconnecting}
      </p>
    );
  }
  if (state === ConnectionState.Connecting) {
    return (
      <p className="live-note" role="status">
        {text.connecting}
      </p>
    );
  }
  return (
    <p className={`live-note network-${quality}`} role="status">
      {text[quality]}
      {transport === 'tcp' && <span> {text.tcp}</span>}
    </p>
  );
}
