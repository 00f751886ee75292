import type { Room, TextStreamReader } from 'livekit-client';
import { useEffect, useState } from 'react';
import { ROLE } from './useSpeakerName';

const TOPIC = 'lk.transcription';
/** A caption that nobody scrolls to any more is forgotten. */
const MOST = 50;

/** One turn of speech as it is known now. */
export interface Caption {
  segment: string;
  identity: string;
  /** What the speaker was in the call when this was said; who has left is not found any more. */
  role: string | undefined;
  text: string;
  final: boolean;
  revision: number;
}

/** With a newer revision in the place of an older one; a late older one changes nothing. */
export function withCaption(captions: readonly Caption[], next: Caption): readonly Caption[] {
  const at = captions.findIndex(({ segment }) => segment === next.segment);
  const known = captions[at];
  if (!known) return [...captions, next].slice(-MOST);
  return known.revision > next.revision ? captions : captions.with(at, { ...next, role: next.role ?? known.role });
}

async function read(reader: TextStreamReader, identity: string, role: string | undefined): Promise<Caption> {
  const { attributes = {}, id } = reader.info;
  return {
    segment: attributes['lk.segment_id'] ?? id,
    identity,
    role,
    final: attributes['lk.transcription_final'] === 'true',
    revision: Number(id.split('#').pop()) || 0,
    text: await reader.readAll(),
  };
}

/** What is said in a room, as text, the newest last. */
export function useCaptions(room: Room): readonly Caption[] {
  const [captions, setCaptions] = useState<readonly Caption[]>([]);
  useEffect(() => {
    room.registerTextStreamHandler(TOPIC, (reader, { identity }) => {
      // A stream that breaks off with the connection is one revision less.
      read(reader, identity, room.getParticipantByIdentity(identity)?.attributes[ROLE]).then(
        (caption) => setCaptions((all) => withCaption(all, caption)),
        () => undefined,
      );
    });
    return () => room.unregisterTextStreamHandler(TOPIC);
  }, [room]);
  return captions;
}
