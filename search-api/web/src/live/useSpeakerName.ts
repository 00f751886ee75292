import { useParticipants } from '@livekit/components-react';
import { useCallback } from 'react';
import { useText } from '../text/Language';
import type { Dictionary } from '../text/zh';

/** Attribute that says what a participant is. */
export const ROLE = 'wenzheng.role';

/** Names speakers: oneself as oneself, others by their role, or by the one that they had. */
export function useSpeakerName(): (identity: string, was?: string) => string {
  const text = useText();
  const participants = useParticipants();
  return useCallback(
    (identity, was) => {
      const participant = participants.find((each) => each.identity === identity);
      if (participant?.isLocal) return text.live.me;
      const role = (participant?.attributes[ROLE] ?? was) as keyof Dictionary['role'] | undefined;
      return (role && text.role[role]) || text.live.somebody;
    },
    [participants, text],
  );
}
