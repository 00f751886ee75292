import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { DemoProgress } from '../api/documents';
import { useText } from '../text/Language';
import { isGrowing } from './useSearch';

/** While the demo is processed: how far it is. What was read before is read again whenever a call is done. */
export function DemoNote({ demo }: { demo: DemoProgress | undefined }) {
  const text = useText();
  const queries = useQueryClient();
  const done = demo?.done;
  const before = useRef(done);
  useEffect(() => {
    const moved = before.current !== undefined && before.current !== done;
    before.current = done;
    if (!moved) return;
    void queries.invalidateQueries({ queryKey: ['search'] });
    void queries.invalidateQueries({ queryKey: ['calls'] });
  }, [done, queries]);
  if (!demo || !isGrowing(demo)) return null;
  return (
    <div className="demo-note" role="status">
      <span>{text.demo.done(demo.done, demo.total)}</span>
      <progress value={demo.done} max={demo.total} aria-hidden />
      <span className="quiet">{text.demo.note}</span>
    </div>
  );
}
