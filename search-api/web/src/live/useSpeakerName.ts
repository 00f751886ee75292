import { useParticipants } from '@livekit/components-react';
import type { Participant } from 'livekit-client';
import { useCallback } from 'react';
import { useText } from '../text/Language';
import type { Dictionary } from '../text/zh';

const ROLE = 'wenzheng.role';

/** What somebody is in the call, as the server says. */
export function roleName(participant: Participant | undefined, text: Dictionary): string {
  const role = participant?.attributes[ROLE] as keyof Dictionary['role'] | undefined;
  return (role && text.role[role]) || text.live.somebody;
}

/** Names speakers: oneself as oneself, others by their role. */
export function useSpeakerName(): (identity: string) => string {
  const text = useText();
  const participants = useParticipants();
  return useCallback(
    (identity) => {
      const participant = participants.find((each) => each.identity === identity);
      return participant?.isLocal ? text.live.me : roleName(participant, text);
    },
    [participants, text],
  );
}
