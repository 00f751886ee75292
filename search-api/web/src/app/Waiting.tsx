import { useEffect, useState } from 'react';
import { useText } from '../text/Language';
import type { Dictionary } from '../text/zh';

const QUIET_MS = 300;

/** Nothing for a moment, then a sentence that says what is being waited for. */
export function Waiting({ for: what }: { for: keyof Dictionary['loading'] }) {
  const text = useText();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {shown ? text.loading[what] : ''}
    </p>
  );
}
