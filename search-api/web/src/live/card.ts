import type { Room } from 'livekit-client';
import { useEffect, useState } from 'react';

const TOPIC = 'wenzheng.card';
const QUESTION_TOPIC = 'wenzheng.question';
const VERSION = 1;

/** What the digital human shows beside its picture. */
export interface Card {
  version: number;
  outcome: string;
  sentences: readonly string[];
  /** What can be tapped instead of said. */
  buttons: readonly string[];
  /** To be dialled at once. */
  number?: string;
  item?: { code: string; name: string; version: number; since?: string; materials: readonly string[] };
}

/** A card out of what came; undefined for what this page does not understand. */
export function cardOf(text: string): Card | undefined {
  try {
    const card = JSON.parse(text) as Card;
    return card.version === VERSION && Array.isArray(card.sentences) && Array.isArray(card.buttons) ? card : undefined;
  } catch {
    return undefined;
  }
}

/** The newest card of a room. */
export function useCard(room: Room): Card | undefined {
  const [card, setCard] = useState<Card>();
  useEffect(() => {
    room.registerTextStreamHandler(TOPIC, (reader) => {
      reader.readAll().then(
        (text) => setCard((before) => cardOf(text) ?? before),
        () => undefined,
      );
    });
    return () => room.unregisterTextStreamHandler(TOPIC);
  }, [room]);
  return card;
}

/** Asks by typing or tapping, as if it had been said. */
export async function ask(room: Room, question: string): Promise<void> {
  await room.localParticipant.sendText(question, { topic: QUESTION_TOPIC });
}
