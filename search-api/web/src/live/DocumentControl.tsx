import { useParticipants } from '@livekit/components-react';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { TroubleNote } from '../app/TroubleNote';
import { useText } from '../text/Language';
import { askForDocument } from './admission';
import { DOCUMENT } from './document';
import { ROLE } from './useSpeakerName';

/** Staff asks the citizen to show a document: the camera's pictures are kept until it has been looked at. */
export function DocumentControl({ call }: { call: string }) {
  const text = useText().live.document;
  const citizens = useParticipants().filter(({ attributes }) => attributes[ROLE] === 'citizen');
  const shown = citizens.some(({ attributes }) => attributes[DOCUMENT] === 'true');
  const ask = useMutation({ mutationFn: (next: boolean) => askForDocument(call, next) });
  return (
    <>
      <Button
        size="large"
        disabled={ask.isPending || citizens.length === 0}
        aria-pressed={shown}
        onClick={() => ask.mutate(!shown)}
      >
        {shown ? text.done : text.ask}
      </Button>
      {ask.error && <TroubleNote failure={ask.error} />}
    </>
  );
}
