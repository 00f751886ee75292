import { Button } from 'antd';
import { ApiProblem } from '../api/problem';
import { useText } from '../text/Language';
import type { Dictionary } from '../text/zh';

/** One sentence for a failure: what happened and what to do. */
export function troubleText(failure: unknown, text: Dictionary): string {
  if (!(failure instanceof ApiProblem)) return text.trouble.broken;
  const said = text.trouble[failure.trouble];
  if (failure.trouble !== 'too-many-attempts' || !failure.retryAfterSeconds) return said;
  return text.waitMinutes(Math.max(1, Math.ceil(failure.retryAfterSeconds / 60)));
}

/** A failure on a page, with a button that tries again. */
export function TroubleNote({ failure, onRetry }: { failure: unknown; onRetry?: () => void }) {
  const text = useText();
  return (
    <div className="note note-trouble" role="alert">
      <p>{troubleText(failure, text)}</p>
      {onRetry && <Button onClick={onRetry}>{text.retry}</Button>}
    </div>
  );
}
