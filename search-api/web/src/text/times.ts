import type { Dictionary } from './zh';
import type { LanguageName } from './Language';

/** The offices' clock, whatever the browser's. */
export const TIME_ZONE = 'Asia/Shanghai';

const DAY_KEY = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, dateStyle: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });

/** `2026-11-25` of an instant, in the offices' time zone. */
export function dayKey(instant: Date): string {
  return DAY_KEY.format(instant);
}

/** The key of the day that lies so many days after (or before) another. */
export function dayAfter(key: string, days: number): string {
  const noon = new Date(`${key}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** `11月25日`, or `25 Nov`; the year only when it is not `now`'s. */
export function dayName(key: string, language: LanguageName, now: Date): string {
  const sameYear = key.slice(0, 4) === dayKey(now).slice(0, 4);
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    ...(sameYear ? {} : { year: 'numeric' }),
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(new Date(`${key}T12:00:00Z`));
}

/** `今天 09:42`, `昨天 16:25`, `11月12日 09:42`. */
export function instantName(iso: string, text: Dictionary, language: LanguageName, now: Date): string {
  const instant = new Date(iso);
  const key = dayKey(instant);
  const today = dayKey(now);
  const day =
    key === today ? text.time.today : key === dayAfter(today, -1) ? text.time.yesterday : dayName(key, language, now);
  return `${day} ${CLOCK.format(instant)}`;
}

/** `mm:ss`, or `h:mm:ss` from an hour on. */
export function position(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest;
}

/** `2 分 14 秒`. */
export function duration(ms: number, text: Dictionary): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return text.time.minutes(Math.floor(seconds / 60), seconds % 60);
}
