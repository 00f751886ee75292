import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { write } from '../api/client';
import { useClock } from '../app/Clock';
import { troubleText } from '../app/TroubleNote';
import { reviewsItems } from '../session/roles';
import { useSession } from '../session/useSession';
import { useLanguage, useText } from '../text/Language';
import { instantName } from '../text/times';
import { changed, NOTHING, shown, type Field, type ItemVersion, type ServiceItem } from './item';

interface Props {
  proposal: ItemVersion;
  before: ServiceItem | undefined;
  onDecided: () => void;
}

/** What a field was and shall be; lines that only one side has are marked. */
function Change({ field, before, after }: { field: Field; before: ServiceItem; after: ServiceItem }) {
  const text = useText().items;
  const old = shown(before, field);
  const fresh = shown(after, field);
  return (
    <tr>
      <th scope="row">{text.field[field]}</th>
      <td data-column={text.before}>
        {old.length === 0 && <span className="quiet">{text.nothing}</span>}
        {old.map((line) => (fresh.includes(line) ? <p key={line}>{line}</p> : <del key={line}>{line}</del>))}
      </td>
      <td data-column={text.after}>
        {fresh.length === 0 && <span className="quiet">{text.nothing}</span>}
        {fresh.map((line) => (old.includes(line) ? <p key={line}>{line}</p> : <ins key={line}>{line}</ins>))}
      </td>
    </tr>
  );
}

/** A proposal beside what is in force, for whoever decides on it. */
export function Proposal({ proposal, before, onDecided }: Props) {
  const { text: dictionary, language } = useLanguage();
  const text = dictionary.items;
  const clock = useClock();
  const { data: session } = useSession();
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (approves: boolean) =>
      write('POST', `/items/proposals/${proposal.id}/${approves ? 'approval' : 'refusal'}`, approves ? undefined : { note }),
    onSuccess: onDecided,
  });
  const own = proposal.editor === session?.account;
  const fields = changed(before, proposal.item);
  return (
    <section className="proposal" aria-label={text.proposal}>
      <h2>{text.proposal}</h2>
      <p>{text.proposedBy(proposal.editor, instantName(proposal.proposed_at, dictionary, language, clock.now()))}</p>
      {fields.length === 0 ? (
        <p className="quiet">{text.sameText}</p>
      ) : (
        <table className="calls changes">
          <thead>
            <tr>
              {[text.column.field, text.before, text.after].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <Change key={field} field={field} before={before ?? NOTHING} after={proposal.item} />
            ))}
          </tbody>
        </table>
      )}
      {reviewsItems(session) && own && <p className="quiet">{text.own}</p>}
      {reviewsItems(session) && !own && (
        <>
          <div className="field">
            <label htmlFor="refusal-note">{text.note}</label>
            <Input id="refusal-note" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
          <div className="item-buttons">
            <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
              {text.approve}
            </Button>
            <Button disabled={decide.isPending} onClick={() => decide.mutate(false)}>
              {text.refuse}
            </Button>
          </div>
          <p className="quiet">{text.approveHow}</p>
        </>
      )}
      {!reviewsItems(session) && <p className="quiet">{text.waitsFor}</p>}
      {decide.error && (
        <p className="field-error" role="alert">
          {troubleText(decide.error, dictionary)}
        </p>
      )}
    </section>
  );
}
