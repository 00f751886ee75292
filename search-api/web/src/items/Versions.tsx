import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { write } from '../api/client';
import { useClock } from '../app/Clock';
import { troubleText } from '../app/TroubleNote';
import { reviewsItems } from '../session/roles';
import { useSession } from '../session/useSession';
import { useLanguage } from '../text/Language';
import { instantName } from '../text/times';
import type { ItemVersion } from './item';

interface Props {
  code: string;
  current: number | undefined;
  versions: readonly ItemVersion[];
  onRolledBack: () => void;
}

/** What an item was and was wanted to be; the version before the present one can be put back. */
export function Versions({ code, current, versions, onRolledBack }: Props) {
  const { text: dictionary, language } = useLanguage();
  const text = dictionary.items;
  const clock = useClock();
  const { data: session } = useSession();
  const [asked, setAsked] = useState(false);
  const back = useMutation({
    mutationFn: () => write('POST', `/items/${encodeURIComponent(code)}/rollback`, {}),
    onSuccess: () => {
      setAsked(false);
      onRolledBack();
    },
  });
  const decided = versions.filter((version) => version.state !== 'proposed');
  const earlier = decided.some(
    (version) => version.state === 'approved' && version.version !== undefined && current !== undefined && version.version < current,
  );
  if (decided.length === 0) return null;
  return (
    <section className="versions" aria-label={text.history}>
      <h2>{text.history}</h2>
      <ol>
        {decided.map((version) => (
          <li key={version.id}>
            <strong>{text.entry(version.version, text.versionState[version.state])}</strong>
            <span>{text.people(version.editor, version.reviewer)}</span>
            {version.decided_at && <time dateTime={version.decided_at}>{instantName(version.decided_at, dictionary, language, clock.now())}</time>}
            {version.note && <span>{text.because(version.note)}</span>}
          </li>
        ))}
      </ol>
      {reviewsItems(session) && earlier && !asked && <Button onClick={() => setAsked(true)}>{text.rollBack}</Button>}
      {asked && (
        <div className="item-buttons" role="group" aria-label={text.rollBack}>
          <span>{text.rollBackSure}</span>
          <Button danger loading={back.isPending} onClick={() => back.mutate()}>
            {text.rollBackDo}
          </Button>
          <Button onClick={() => setAsked(false)}>{text.cancel}</Button>
        </div>
      )}
      {back.error && (
        <p className="field-error" role="alert">
          {troubleText(back.error, dictionary)}
        </p>
      )}
    </section>
  );
}
