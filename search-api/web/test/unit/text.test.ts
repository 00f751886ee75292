import { describe, expect, it } from 'vitest';
import { en } from '../../src/text/en';
import { zh } from '../../src/text/zh';

type Entry = [path: string, text: string];

/** Every text of a dictionary; functions are called with middling values. */
function entries(value: unknown, path = ''): Entry[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return entries((value as (...values: unknown[]) => unknown)(12, 36, 4), path);
  return Object.entries(value as object).flatMap(([key, inner]) => entries(inner, `${path}.${key}`));
}

describe('the words on the screen', () => {
  it('stand in sentences of 20 characters at most', () => {
    const long = entries(zh).filter(([, text]) => text.split(/[。！？]/).some((sentence) => [...sentence].length > 20));
    expect(long).toEqual([]);
  });

  it('use no term of the machinery', () => {
    const terms = /置信度|令牌|会话\s?ID|向量|索引|分片|接口|服务器|token|segment|index|embedding/i;
    expect(entries(zh).filter(([, text]) => terms.test(text))).toEqual([]);
    expect(entries(en).filter(([, text]) => /\b(token|segment|embedding|confidence)\b/i.test(text))).toEqual([]);
  });

  it('are Chinese in the Chinese dictionary, but for the other language’s name', () => {
    expect(entries(zh).filter(([path, text]) => /[A-Za-z]/.test(text) && path !== '.otherLanguage')).toEqual([]);
  });
});
