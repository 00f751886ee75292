import type { ReactNode } from 'react';

/** Why there is nothing here, and one thing to do. */
export function EmptyNote({ why, children }: { why: string; children?: ReactNode }) {
  return (
    <div className="note note-empty">
      <p>{why}</p>
      {children}
    </div>
  );
}
