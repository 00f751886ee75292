import { useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../text/Language';

interface Reading {
  reading: boolean;
  start: () => void;
  stop: () => void;
}

/** Reads a text aloud: by the file recorded for it, or else by the browser's own voice. */
export function useReading(file: string | undefined, words: string): Reading {
  const { language } = useLanguage();
  const [reading, setReading] = useState(false);
  const stopping = useRef<() => void>(undefined);
  const stop = useCallback(() => {
    stopping.current?.();
    stopping.current = undefined;
    setReading(false);
  }, []);
  const speak = useCallback(() => {
    if (typeof speechSynthesis === 'undefined') return setReading(false);
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.lang = language === 'zh' ? 'zh-CN' : 'en-US';
    utterance.rate = 0.9;
    utterance.onend = () => setReading(false);
    utterance.onerror = () => setReading(false);
    stopping.current = () => speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  }, [language, words]);
  const start = useCallback(() => {
    stop();
    setReading(true);
    if (!file) return speak();
    const audio = new Audio(file);
    stopping.current = () => audio.pause();
    audio.onended = () => setReading(false);
    audio.play().catch((failure: unknown) => {
      // Not allowed before the person did something: the button is there. Anything else: it cannot be played.
      if ((failure as { name?: string }).name === 'NotAllowedError') setReading(false);
      else if ((failure as { name?: string }).name !== 'AbortError') speak();
    });
  }, [file, speak, stop]);
  useEffect(() => stop, [stop]);
  return { reading, start, stop };
}
