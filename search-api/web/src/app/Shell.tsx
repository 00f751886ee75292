import { Suspense } from 'react';
import { NavLink, Outlet, ScrollRestoration } from 'react-router';
import { Button } from 'antd';
import { readsCalls, takesCalls } from '../session/roles';
import { useSession, useSignOut } from '../session/useSession';
import { useText } from '../text/Language';
import { LanguageSwitch } from './LanguageSwitch';
import { useOnline } from './useOnline';
import { Waiting } from './Waiting';

/** What stands around every page of a signed-in person. */
export function Shell() {
  const text = useText();
  const { data: session } = useSession();
  const signOut = useSignOut();
  const online = useOnline();
  return (
    <>
      <a className="skip" href="#content">
        {text.skipToContent}
      </a>
      <header className="bar">
        <div className="bar-inner">
          <NavLink to="/" className="brand" end>
            {text.product}
            <span className="brand-line">{text.productLine}</span>
          </NavLink>
          <nav aria-label={text.nav.label}>
            {readsCalls(session) && (
              <>
                <NavLink to="/" end>
                  {text.nav.search}
                </NavLink>
                <NavLink to="/calls">{text.nav.calls}</NavLink>
                <NavLink to="/insight">{text.nav.insight}</NavLink>
                <NavLink to="/report">{text.nav.report}</NavLink>
              </>
            )}
            {takesCalls(session) && <NavLink to="/desk">{text.nav.desk}</NavLink>}
            <NavLink to="/items">{text.nav.items}</NavLink>
          </nav>
          <div className="bar-end">
            <LanguageSwitch />
            {/* The account is a name that somebody chose, in letters of any language. */}
            <span className="account" lang="en" title={text.nav.account}>
              {session?.account}
            </span>
            <Button type="text" size="small" onClick={signOut}>
              {text.nav.signOut}
            </Button>
          </div>
        </div>
      </header>
      {!online && (
        <p className="offline" role="alert">
          {text.offlineNote}
        </p>
      )}
      <main id="content" className="page" tabIndex={-1}>
        <Suspense fallback={<Waiting for="page" />}>
          <Outlet />
        </Suspense>
      </main>
      <ScrollRestoration />
    </>
  );
}
