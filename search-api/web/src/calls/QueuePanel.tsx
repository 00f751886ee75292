import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { get } from '../api/client';
import { TroubleNote } from '../app/TroubleNote';
import { useText } from '../text/Language';

const REFRESH_MS = 2_000;

interface Turn {
  who: 'citizen' | 'digital_human';
  text: string;
}

/** A citizen who waits for a person, with what the digital human tells that person. */
export interface Queued {
  call: string;
  place: number;
  waiting: {
    since: string;
    urgent: boolean;
    brief: { open?: string; mood?: string; answered?: readonly { item: string; name: string; text: string }[]; turns?: readonly Turn[] };
  };
}

/** Who waits for window staff, the urgent first. @param nobody what stands there while nobody does */
export function QueuePanel({ nobody = null }: { nobody?: ReactNode }) {
  const text = useText().queue;
  const { data, error, refetch } = useQuery({
    queryKey: ['queue'],
    queryFn: ({ signal }) => get<readonly Queued[]>('/queue', {}, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
  if (nobody && error) return <TroubleNote failure={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return data ? nobody : null;
  return (
    <section className="queue" aria-label={text.heading}>
      <h2>{text.heading}</h2>
      <ol>
        {data.map(({ call, place, waiting: { since, urgent, brief } }) => (
          <li key={call} className={urgent ? 'queue-urgent' : undefined}>
            <div className="queue-head">
              <strong>{urgent ? text.urgent : text.place(place)}</strong>
              <span>{text.since(since)}</span>
              {brief.mood && <span>{text.mood(brief.mood)}</span>}
              <Link className="queue-take" to={`/calls/${call}/live`}>
                {text.take}
              </Link>
            </div>
            {brief.open && <p>{text.open(brief.open)}</p>}
            {(brief.answered ?? []).map(({ item, name, text: answer }) => (
              <p key={item + answer} className="quiet">
                {text.answered(name, answer)}
              </p>
            ))}
            <details>
              <summary>{text.transcript}</summary>
              {(brief.turns ?? []).map(({ who, text: words }, index) => (
                <p key={index}>
                  <b>{text.who[who]}</b> {words}
                </p>
              ))}
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
