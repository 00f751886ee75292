import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { nextPath } from '../../src/session/next';
import { checkPassword, passes } from '../../src/session/passwordRules';
import { ACCOUNT, FakeApi, PASSWORD } from '../fake/api';
import { NOW, open } from './opened';

describe('signing in', () => {
  it('says what is missing and what is wrong, then opens the page that was asked for', async () => {
    const { user, router } = open('/calls?page=1', { signedIn: false });
    await user.click(await screen.findByRole('button', { name: '登录' }));
    expect(screen.getByText('请填写账号。')).toBeDefined();
    expect(screen.getByText('请填写密码。')).toBeDefined();
    await user.type(screen.getByLabelText('账号'), ACCOUNT);
    await user.type(screen.getByLabelText('密码'), 'wrong{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('账号或密码不对，请重新输入。');
    await user.type(screen.getByLabelText('密码'), `${PASSWORD}{Enter}`);
    await screen.findByRole('heading', { name: /近期通话/ });
    expect(router.state.location.pathname + router.state.location.search).toBe('/calls?page=1');
  });

  it('tells how long an account stays locked', async () => {
    const { user } = open('/login', { signedIn: false });
    await user.type(await screen.findByLabelText('账号'), 'locked');
    await user.type(screen.getByLabelText('密码'), 'whatever{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('请 14 分钟后再试。');
  });

  it('goes to no other site afterwards', () => {
    expect(nextPath('?next=%2Fcalls%3Fpage%3D2')).toBe('/calls?page=2');
    for (const next of ['https://elsewhere', '//elsewhere', '/\\elsewhere', '/login']) {
      expect(nextPath(`?next=${encodeURIComponent(next)}`)).toBe('/');
    }
  });
});

describe('the first password', () => {
  it('must be changed before anything opens', async () => {
    const api = Object.assign(new FakeApi(NOW), { passwordChangeRequired: true });
    const { user } = open('/', { api });
    await screen.findByRole('heading', { name: '请先更改密码' });
    await user.type(screen.getByLabelText('现在的密码'), 'not the one');
    await user.type(screen.getByLabelText('新密码'), 'short');
    await user.click(screen.getByRole('button', { name: '更改并继续' }));
    expect(screen.getByText('请先满足下面的要求。')).toBeDefined();
    expect(screen.getByText('两次输入不一样，请再输一次。')).toBeDefined();
    await user.type(screen.getByLabelText('新密码'), ' but longer now');
    await user.type(screen.getByLabelText('再输一次新密码'), 'short but longer now{Enter}');
    await screen.findByText('现在的密码不对，请重新输入。');
    await user.clear(screen.getByLabelText('现在的密码'));
    await user.type(screen.getByLabelText('现在的密码'), `${PASSWORD}{Enter}`);
    await screen.findByRole('searchbox');
    await waitFor(() => expect(api.password).toBe('short but longer now'));
  });

  it('has rules that count characters, not bytes', () => {
    expect(passes(checkPassword('admin', 'old', '澄湖区的清晨有薄雾和鸟鸣'))).toBe(true);
    expect(checkPassword('admin', 'old', '短密码').longEnough).toBe(false);
    expect(checkPassword('admin', 'old', 'my-ADMIN-password').withoutAccount).toBe(false);
    expect(checkPassword('admin', 'old', 'abababababab').varied).toBe(false);
    expect(checkPassword('admin', 'same-as-before', 'same-as-before').different).toBe(false);
  });
});

describe('a session that ended', () => {
  it('leads to the sign-in and back', async () => {
    const { api, user, router } = open('/calls');
    await screen.findByRole('heading', { name: /近期通话/ });
    api.endSessions();
    await user.click(screen.getByRole('link', { name: '检索' }));
    await screen.findByRole('heading', { name: '登录问政' });
    expect(router.state.location.pathname).toBe('/login');
  });
});
