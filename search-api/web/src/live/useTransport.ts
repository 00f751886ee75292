import { useLocalParticipant } from '@livekit/components-react';
import { useEffect, useState } from 'react';

const EVERY_MS = 5000;

type Transport = 'udp' | 'tcp' | undefined;

/** The protocol of the pair of addresses that media goes by (W3C WebRTC Statistics). */
export function transportOf(report: RTCStatsReport | undefined): Transport {
  const all = new Map<string, Record<string, unknown>>();
  report?.forEach((stats: Record<string, unknown>) => all.set(String(stats.id), stats));
  const transport = [...all.values()].find(({ type }) => type === 'transport');
  const pair = all.get(String(transport?.selectedCandidatePairId));
  const remote = all.get(String(pair?.remoteCandidateId));
  return remote?.protocol as Transport;
}

/** By which protocol one's own voice goes: TCP where the network lets no UDP through. */
export function useTransport(): Transport {
  const { microphoneTrack } = useLocalParticipant();
  const [transport, setTransport] = useState<Transport>();
  const track = microphoneTrack?.track;
  useEffect(() => {
    if (!track) return;
    const timer = setInterval(() => void track.getRTCStatsReport().then((report) => setTransport(transportOf(report))), EVERY_MS);
    return () => clearInterval(timer);
  }, [track]);
  return transport;
}
