import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { LanguageProvider, useLanguage } from '../text/Language';
import { ClockProvider, type Clock, SYSTEM_CLOCK } from './Clock';
import { newQueryClient } from './queries';
import { ROUTES } from './routes';
import { THEME } from './theme';

type Router = ReturnType<typeof createBrowserRouter>;

function Themed({ router }: { router: Router }) {
  const { language } = useLanguage();
  return (
    // Without a locale the component library speaks English.
    <ConfigProvider theme={THEME} button={{ autoInsertSpace: false }} {...(language === 'zh' ? { locale: zhCN } : {})}>
      <RouterProvider router={router} />
    </ConfigProvider>
  );
}

/** The whole user interface; tests pass their own router, queries and clock. */
export function App(props: { router?: Router; queries?: QueryClient; clock?: Clock }) {
  const [router] = useState(() => props.router ?? createBrowserRouter(ROUTES));
  const [queries] = useState(() => props.queries ?? newQueryClient());
  return (
    <ClockProvider clock={props.clock ?? SYSTEM_CLOCK}>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <Themed router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </ClockProvider>
  );
}
