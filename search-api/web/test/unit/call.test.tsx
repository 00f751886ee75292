import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeEventSource } from './FakeEventSource';
import { elements } from './media';
import { callPath, open } from './opened';

const RESIDENCE = callPath('居住证快到期怎么续签');
const RUNNING = callPath('自来水黄影响早点店生意');

describe('the call page', () => {
  it('shows both sides, hides details and marks what may be wrong', async () => {
    open(RESIDENCE);
    const turns = within(await screen.findByRole('region', { name: '对话文字' })).getAllByRole('listitem');
    expect(turns).toHaveLength(8);
    expect(turns[3]!.querySelector('.word-low')!.textContent).toBe('名字');
    expect(turns[5]!.querySelector('.hidden-detail')!.textContent).toBe('手机号');
    expect(within(turns[7]!).getByText('正面')).toBeDefined();
    expect(screen.getByText('带点线的词，可能听错。')).toBeDefined();
  });

  it('asks for the purpose once, registers it and follows the audio', async () => {
    const { api, user } = open(`${RESIDENCE}?t=5.43`);
    const dialog = await screen.findByRole('dialog', { name: '收听用途' });
    await user.click(within(dialog).getByRole('radio', { name: '其他用途' }));
    await user.click(within(dialog).getByRole('button', { name: '登记并收听' }));
    await within(dialog).findByText('请写明用途，至少 4 个字。');
    expect(api.purposes).toEqual([]);
    await user.type(within(dialog).getByLabelText('请写明用途'), '核对签注期限');
    await user.click(within(dialog).getByRole('button', { name: '登记并收听' }));
    await screen.findByRole('button', { name: '暂停' });
    expect(api.purposes).toEqual(['核对签注期限']);
    await waitFor(() => expect(elements[0]!.currentTime).toBeCloseTo(5.43));
    expect(elements[0]!.src).toContain('speaker=mixed');
    await waitFor(() => expect(document.querySelector('.word-now')).not.toBeNull());
  });

  it('plays from a clicked word, and by the keyboard', async () => {
    sessionStorage.setItem('wenzheng.purpose', '核对诉求内容');
    const { user } = open(RESIDENCE);
    const word = await screen.findByText('租房');
    await user.click(word);
    await screen.findByRole('button', { name: '暂停' });
    const audio = elements[0]!;
    const start = Number(word.dataset.start) / 1000;
    await waitFor(() => expect(audio.currentTime).toBeCloseTo(start));
    await user.keyboard('{ArrowRight}');
    expect(audio.currentTime).toBeCloseTo(start + 5);
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(audio.currentTime).toBeCloseTo(start - 5);
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard(' ');
    expect(audio.paused).toBe(true);
    await user.selectOptions(screen.getByLabelText('声音'), '市民');
    await waitFor(() => expect(audio.src).toContain('speaker=citizen-audio'));
  });

  it('asks for a new registration when the old one has run out', async () => {
    sessionStorage.setItem('wenzheng.purpose', '核对诉求内容');
    const { api, user } = open(RESIDENCE);
    await user.click(await screen.findByRole('button', { name: '播放' }));
    await screen.findByRole('button', { name: '暂停' });
    act(() => void elements[0]!.dispatchEvent(new Event('error')));
    await waitFor(() => expect(api.purposes).toHaveLength(2));
  });

  it('says when there is no recording', async () => {
    open(callPath('替父亲申请残疾人证'));
    await screen.findByText('这通通话没有录音。');
    expect(screen.queryByRole('button', { name: '播放' })).toBeNull();
  });

  it('grows while the call runs: grey first, then final, then with sound', async () => {
    const { api } = open(RUNNING);
    await screen.findByText('通话中，文字会自己更新。');
    await waitFor(() => expect(FakeEventSource.opened).toHaveLength(1));
    const stream = FakeEventSource.opened[0]!;
    const detail = api.calls.find((each) => each.call.state === 'running')!;
    const last = detail.segments.at(-1)!;
    const next = { ...last, segment: `${last.segment}9`, start_ms: 20_000, end_ms: 21_000, words: [], final: false, revision: 1 };
    act(() => stream.send('segment', { ...next, text: '我先记下' }));
    expect((await screen.findByText('我先记下')).closest('li')!.className).toContain('turn-interim');
    act(() => stream.send('segment', { ...next, text: '我先记下您的店名。', final: true, revision: 0 }));
    act(() => stream.send('segment', { ...next, text: '晚到的旧话', revision: 9 }));
    expect((await screen.findByText('我先记下您的店名。')).closest('li')!.className).not.toContain('turn-interim');
    act(() => stream.onerror!());
    await screen.findByText('更新中断，正在重新连接。');
    api.end(detail.call.call);
    act(() => stream.send('call', detail.call));
    await screen.findByRole('button', { name: '播放' });
    expect(stream.readyState).toBe(FakeEventSource.CLOSED);
  });
});
