import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FakeApi } from '../fake/api';
import { callPath, NOW, open } from './opened';

const SPOKEN_ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'];

/** What a person sees or hears that has Latin letters; marked English and names of accounts are meant. */
function latin(root: Element): string[] {
  const found: string[] = [];
  const visit = (element: Element): void => {
    if (element.getAttribute('lang') === 'en' || ['STYLE', 'SCRIPT'].includes(element.tagName)) return;
    for (const name of SPOKEN_ATTRIBUTES) found.push(element.getAttribute(name) ?? '');
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) found.push(child.textContent ?? '');
      else if (child instanceof Element) visit(child);
    }
  };
  visit(root);
  return found.filter((text) => /[A-Za-z]/.test(text));
}

it.each([
  ['/login', '登录问政', false],
  ['/', '全部通话 共 12 通', true],
  ['/?q=居住证', '找到 2 通通话', true],
  ['/?q=没有这回事啊', '没有找到意思相近的话。', true],
  ['/calls', '近期通话', true],
  [callPath('居住证快到期怎么续签'), '居住证快到期怎么续签', true],
  [callPath('自来水黄影响早点店生意'), '自来水黄影响早点店生意', true],
  ['/calls/none', '没有这通通话，可能已删除。', true],
  ['/items', '事项共 2 项', true],
  ['/items/JZ-01', '居住证办理第 2 版，生效', true],
  ['/insight', '诉求分析', true],
  ['/report', '服务质量报告', true],
  ['/report/calls?metric=forbidden', '计入“服务忌语”的通话', true],
  ['/report/print', '服务质量报告', true],
  ['/items/gaps', '没答上的问题', true],
  ['/items/new', '新增事项', true],
  ['/nowhere', '没有这个页面，请检查地址。', true],
])('%s speaks Chinese alone', async (path, landmark, signedIn) => {
  open(path, { signedIn, api: Object.assign(new FakeApi(NOW), { demo: { done: 3, total: 36 } }) });
  await screen.findByText((_, element) => element?.textContent?.startsWith(landmark) === true && /^(H1|H2|P)$/.test(element.tagName));
  expect(latin(document.body)).toEqual([]);
});

it('the forced change of the password speaks Chinese alone', async () => {
  open('/', { api: Object.assign(new FakeApi(NOW), { passwordChangeRequired: true }) });
  await screen.findByRole('heading', { name: '请先更改密码' });
  expect(latin(document.body)).toEqual([]);
});
