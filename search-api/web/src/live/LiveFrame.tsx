import type { ReactNode } from 'react';
import { LanguageSwitch } from '../app/LanguageSwitch';
import { useText } from '../text/Language';
import './live.css';

/** What stands around a citizen's call: no account, large letters. */
export function LiveFrame({ children }: { children: ReactNode }) {
  const text = useText();
  return (
    <div className="live-frame signed-out">
      <header className="bar">
        <div className="bar-inner">
          <span className="brand">
            {text.product}
            <span className="brand-line">{text.live.line}</span>
          </span>
          <div className="bar-end">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main>{children}</main>
    </div>
  );
}
