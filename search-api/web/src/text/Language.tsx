import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en';
import { zh, type Dictionary } from './zh';

export type LanguageName = 'zh' | 'en';

const STORED = 'wenzheng.language';
const DICTIONARIES: Record<LanguageName, Dictionary> = { zh, en };

interface LanguageState {
  language: LanguageName;
  text: Dictionary;
  change: (language: LanguageName) => void;
}

const LanguageContext = createContext<LanguageState>({ language: 'zh', text: zh, change: () => undefined });

/** Chinese unless this browser's user has chosen English here before. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<LanguageName>(() =>
    localStorage.getItem(STORED) === 'en' ? 'en' : 'zh',
  );
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const change = useCallback((next: LanguageName) => {
    localStorage.setItem(STORED, next);
    setLanguage(next);
  }, []);
  const state = useMemo(() => ({ language, text: DICTIONARIES[language], change }), [language, change]);
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageState {
  return use(LanguageContext);
}

/** The words of the chosen language. */
export function useText(): Dictionary {
  return useLanguage().text;
}
