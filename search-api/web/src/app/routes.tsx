import type { RouteObject } from 'react-router';
import { RequireSession } from '../session/RequireSession';
import { Waiting } from './Waiting';
import { PageFailure } from './PageFailure';
import { Shell } from './Shell';

/** Each page is a file of its own to the browser, read when it is opened. */
export const ROUTES: RouteObject[] = [
  {
    ErrorBoundary: PageFailure,
    HydrateFallback: () => <Waiting for="page" />,
    children: [
      { path: '/login', lazy: async () => ({ Component: (await import('../session/SignInPage')).SignInPage }) },
      { path: '/password', lazy: async () => ({ Component: (await import('../session/PasswordPage')).PasswordPage }) },
      { path: '/call', lazy: async () => ({ Component: (await import('../live/CitizenPage')).CitizenPage }) },
      {
        path: '/report/print',
        lazy: async () => {
          const { PrintPage } = await import('../report/PrintPage');
          return {
            Component: () => (
              <RequireSession>
                <PrintPage />
              </RequireSession>
            ),
          };
        },
      },
      {
        Component: () => (
          <RequireSession>
            <Shell />
          </RequireSession>
        ),
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./HomePage')).HomePage }) },
          { path: '/desk', lazy: async () => ({ Component: (await import('../calls/DeskPage')).DeskPage }) },
          { path: '/insight', lazy: async () => ({ Component: (await import('../insight/InsightPage')).InsightPage }) },
          { path: '/report', lazy: async () => ({ Component: (await import('../report/ReportPage')).ReportPage }) },
          { path: '/report/calls', lazy: async () => ({ Component: (await import('../report/ReportedCallsPage')).ReportedCallsPage }) },
          { path: '/items', lazy: async () => ({ Component: (await import('../items/ItemsPage')).ItemsPage }) },
          { path: '/items/gaps', lazy: async () => ({ Component: (await import('../items/GapsPage')).GapsPage }) },
          { path: '/items/new', lazy: async () => ({ Component: (await import('../items/NewItemPage')).NewItemPage }) },
          { path: '/items/:code', lazy: async () => ({ Component: (await import('../items/ItemPage')).ItemPage }) },
          { path: '/calls', lazy: async () => ({ Component: (await import('../calls/CallsPage')).CallsPage }) },
          { path: '/calls/:id', lazy: async () => ({ Component: (await import('../call/CallPage')).CallPage }) },
          { path: '/calls/:id/live', lazy: async () => ({ Component: (await import('../live/StaffPage')).StaffPage }) },
          { path: '*', lazy: async () => ({ Component: (await import('./MissingPage')).MissingPage }) },
        ],
      },
    ],
  },
];
