import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiProblem } from '../api/problem';
import { TroubleNote } from '../app/TroubleNote';
import { useText } from '../text/Language';
import { presentConsents, type Consents } from './admission';
import type { HeldCall } from './heldCall';

interface ReturnStepProps {
  held: HeldCall;
  onBack: (consents: Consents) => void;
  /** The call is over, or this browser may no longer be in it. */
  onOver: () => void;
}

function isOver(failure: unknown): boolean {
  return failure instanceof ApiProblem && [403, 404, 409].includes(failure.status);
}

/** The page was loaded again in the middle of a call: goes back into it if it still runs. */
export function ReturnStep({ held, onBack, onOver }: ReturnStepProps) {
  const text = useText().live;
  const { data, error, refetch } = useQuery({
    queryKey: ['held-call', held.admission.call],
    queryFn: () => presentConsents(held.admission),
    retry: false,
    gcTime: 0,
  });
  useEffect(() => {
    if (data) onBack(data);
    else if (isOver(error)) onOver();
  });
  return (
    <section className="live-step" role="status">
      <h1>{text.returning}</h1>
      {error && !isOver(error) && <TroubleNote failure={error} onRetry={() => void refetch()} />}
    </section>
  );
}
