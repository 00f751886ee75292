import { useParticipants } from '@livekit/components-react';
import type { Participant } from 'livekit-client';
import { useCallback } from 'react';
import { useText } from '../text/Language';
import type { Dictionary } from '../text/zh';

/** Attribute that says what a participant is. */
export const ROLE = 'wenzheng.role';

/** What somebody is in the call, as the server says. */
export function roleName(participant: Participant | undefined, text: Dictionary): string {
  const role = participant?.attributes[ROLE] as keyof Dictionary['role'] | undefined;
  return (role && text.role[role]) || text.live.somebody;
}

/** Names speakers: oneself as oneself, others by their role, or by the one that they had. */
export function useSpeakerName(): (identity: string, was?: string) => string {
  const text = useText();
  const participants = useParticipants();
  return useCallback(
    (identity, was) => {
      const participant = participants.find((each) => each.identity === identity);
      if (participant?.isLocal) return text.live.me;
      return participant || !was ? roleName(participant, text) : (text.role[was as keyof Dictionary['role']] ?? text.live.somebody);
    },
    [participants, text],
  );
}
