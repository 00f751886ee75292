import type { ReactNode } from 'react';
import { LanguageSwitch } from '../app/LanguageSwitch';
import { useText } from '../text/Language';

/** What stands around the pages before the product opens. */
export function SignedOutFrame({ heading, children }: { heading: string; children: ReactNode }) {
  const text = useText();
  return (
    <div className="signed-out">
      <header className="bar">
        <div className="bar-inner">
          <span className="brand">
            {text.product}
            <span className="brand-line">{text.productLine}</span>
          </span>
          <div className="bar-end">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main className="gate">
        <h1>{heading}</h1>
        {children}
      </main>
    </div>
  );
}
