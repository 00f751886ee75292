import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import { useClock } from '../app/Clock';
import { EmptyNote } from '../app/EmptyNote';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { proposesItems, readsCalls } from '../session/roles';
import { useSession } from '../session/useSession';
import { useLanguage } from '../text/Language';
import { instantName } from '../text/times';
import './items.css';

/** Something that people ask and no item answers. */
export interface Gap {
  question: string;
  calls: number;
  last_at: string;
  places: readonly { call: string; start_ms: number }[];
}

const MOST_PLACES = 5;

/** What the digital human could not answer, asked most first. */
export function GapsPage() {
  const { text: dictionary, language } = useLanguage();
  const text = dictionary.gaps;
  const now = useClock().now();
  useTitle(text.heading);
  const { data: session } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['gaps'],
    queryFn: ({ signal }) => get<readonly Gap[]>('/knowledge-gaps', {}, signal),
  });
  return (
    <>
      <p>
        <Link to="/items">{dictionary.items.back}</Link>
      </p>
      <h1 className="page-title">{text.heading}</h1>
      <p className="quiet">{text.what}</p>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="gaps" />}
      {data?.length === 0 && <EmptyNote why={text.none} />}
      <ol className="gaps">
        {(data ?? []).map((gap) => (
          <li key={gap.question}>
            <strong>{gap.question}</strong>
            <span className="quiet">{text.asked(gap.calls, instantName(gap.last_at, dictionary, language, now))}</span>
            {readsCalls(session) && (
              <span className="gap-places">
                {gap.places.slice(0, MOST_PLACES).map(({ call, start_ms: start }, index) => (
                  <Link key={call + start} to={`/calls/${call}?t=${start / 1000}`}>
                    {text.place(index + 1)}
                  </Link>
                ))}
              </span>
            )}
          </li>
        ))}
      </ol>
      {proposesItems(session) && data && data.length > 0 && <Link to="/items/new">{dictionary.items.create}</Link>}
    </>
  );
}
