import { useLocalParticipant, useParticipantAttribute } from '@livekit/components-react';
import { useText } from '../text/Language';
import { DOCUMENT } from './document';

/** Tells the citizen that a document is looked at and that its pictures are kept. */
export function DocumentNote() {
  const text = useText().live.document;
  const { localParticipant } = useLocalParticipant();
  const shown = useParticipantAttribute(DOCUMENT, { participant: localParticipant });
  if (shown !== 'true') return null;
  return (
    <p className="note" role="status">
      {text.note}
    </p>
  );
}
