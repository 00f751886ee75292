import { readFileSync } from 'node:fs';
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withCaption, type Caption } from '../../src/live/captions';
import { consentWords } from '../../src/live/ConsentStep';
import { deviceTrouble } from '../../src/live/deviceTrouble';
import { signalAddress } from '../../src/live/admission';
import { heldCall, holdCall } from '../../src/live/heldCall';
import { transportOf } from '../../src/live/useTransport';
import { zh } from '../../src/text/zh';
import { open } from './opened';

function devices(getUserMedia: (wanted: MediaStreamConstraints) => Promise<MediaStream>): void {
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('MediaStream', class {
    constructor(private readonly tracks: MediaStreamTrack[] = []) {}
    getTracks = () => this.tracks;
    getAudioTracks = () => this.tracks.filter(({ kind }) => kind === 'audio');
    getVideoTracks = () => this.tracks.filter(({ kind }) => kind === 'video');
  });
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: vi.fn(getUserMedia) }, configurable: true });
}

const refusal = (name: string) => () => Promise.reject(new DOMException('', name));

afterEach(() => {
  vi.unstubAllGlobals();
  Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
});

async function toDevices() {
  const opened = open('/call', { signedIn: false });
  await opened.user.click(await screen.findByRole('button', { name: '开始视频咨询' }));
  await opened.user.click(await screen.findByRole('button', { name: '选好了，下一步' }));
  return opened;
}

describe('a citizen who calls', () => {
  it('is asked before a device opens, and has agreed to nothing unless it is ticked', async () => {
    const asked = vi.fn(refusal('NotAllowedError'));
    devices(asked);
    const { user } = open('/call', { signedIn: false });
    await user.click(await screen.findByRole('button', { name: '开始视频咨询' }));
    const boxes = await screen.findAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map(({ checked }) => checked)).toEqual([false, false, false]);
    expect(asked).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: '全部同意' }));
    expect(boxes.map(({ checked }) => checked)).toEqual([true, true, true]);
    await user.click(screen.getByRole('checkbox', { name: /保存录音/ }));
    await user.click(screen.getByRole('button', { name: '选好了，下一步' }));
    await waitFor(() => expect(asked).toHaveBeenCalled());
  });

  it.each([
    ['NotAllowedError', '麦克风没有允许。请点地址栏的锁，选允许。'],
    ['NotFoundError', '没有找到麦克风，请插上后再试。'],
    ['NotReadableError', '麦克风正被别的程序用，请先关掉它。'],
  ])('reads what %s means and may try again', async (name, sentence) => {
    devices(refusal(name));
    const { user } = await toDevices();
    expect((await screen.findByRole('alert')).textContent).toBe(sentence);
    await user.click(screen.getByRole('button', { name: '再试一次' }));
    expect((await screen.findByRole('alert')).textContent).toBe(sentence);
  });

  it('is told to open the address with https where the browser gives no devices', async () => {
    vi.stubGlobal('isSecureContext', false);
    await toDevices();
    expect((await screen.findByRole('alert')).textContent).toBe('这个地址不能用摄像头。请打开 https://localhost');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '接通' }).disabled).toBe(true);
  });

  it('reads why no call begins', async () => {
    devices(refusal('NotFoundError'));
    const { user } = await toDevices();
    await user.click(await screen.findByRole('button', { name: '接通' }));
    await screen.findByText(zh.trouble['calls-unavailable']);
  });

  it('who loads the page again after the call was over begins anew', async () => {
    const consents = { answer: true, record: false, analyse: false };
    const admission = { call: '01ARZ3NDEKTSV4RRFFQ69G5FAV', identity: 'citizen-1', token: 't', consents };
    holdCall({ admission, consents, devices: { microphone: true, camera: false } });
    const { user } = open('/call', { signedIn: false });
    await screen.findByText(zh.live.endings.over);
    expect(heldCall()).toBeUndefined();
    await user.click(screen.getByRole('button', { name: zh.live.again }));
    await screen.findByRole('heading', { name: zh.live.consents.heading });
  });

  it('hears all that it sees', () => {
    const words = consentWords(zh);
    for (const part of [zh.live.consents.answer.what, zh.live.consents.record.what, zh.live.consents.analyse.what]) {
      expect(words).toContain(part);
    }
    // zh.opus speaks this file; another test holds the two together.
    expect(readFileSync('public/consent/zh.txt', 'utf8').trim()).toBe(words);
  });
});

describe('captions', () => {
  const caption = (segment: string, revision: number, text: string): Caption => ({
    segment,
    revision,
    text,
    identity: 'citizen-1',
    role: 'citizen',
    final: revision > 1,
  });

  it('show the newest revision of a turn in its place', () => {
    let all = [caption('a', 1, '我要'), caption('b', 1, '您好')] as readonly Caption[];
    all = withCaption(all, caption('a', 2, '我要办居住证。'));
    expect(all.map(({ text }) => text)).toEqual(['我要办居住证。', '您好']);
    expect(withCaption(all, caption('a', 1, '我')).map(({ text }) => text)).toEqual(['我要办居住证。', '您好']);
  });

  it('know what a speaker was who has left since', () => {
    const all = withCaption([caption('a', 1, '我要')], { ...caption('a', 2, '我要办居住证。'), role: undefined });
    expect(all[0]).toMatchObject({ text: '我要办居住证。', role: 'citizen' });
  });

  it('do not grow without end', () => {
    let all: readonly Caption[] = [];
    for (let i = 0; i < 200; i++) all = withCaption(all, caption(`s${i}`, 1, `${i}`));
    expect(all).toHaveLength(50);
    expect(all.at(-1)?.text).toBe('199');
  });
});

describe('what a browser says', () => {
  it('is put into one of five troubles', () => {
    expect(deviceTrouble(new DOMException('', 'NotReadableError'))).toBe('busy');
    expect(deviceTrouble(new DOMException('', 'OverconstrainedError'))).toBe('absent');
    expect(deviceTrouble(undefined)).toBe('broken');
    expect(deviceTrouble('x')).toBe('broken');
  });

  it('tells the protocol of the pair in use, not of another', () => {
    const report = new Map<string, object>([
      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' }],
      ['P1', { id: 'P1', type: 'candidate-pair', remoteCandidateId: 'R1' }],
      ['P2', { id: 'P2', type: 'candidate-pair', remoteCandidateId: 'R2' }],
      ['R1', { id: 'R1', type: 'remote-candidate', protocol: 'udp' }],
      ['R2', { id: 'R2', type: 'remote-candidate', protocol: 'tcp' }],
    ]);
    expect(transportOf(report as unknown as RTCStatsReport)).toBe('tcp');
    expect(transportOf(undefined)).toBeUndefined();
  });

  it('leads the room protocol to the same origin', () => {
    expect(signalAddress({ protocol: 'https:', host: 'zw.example:8443' } as Location)).toBe('wss://zw.example:8443');
    expect(signalAddress({ protocol: 'http:', host: '127.0.0.1:8080' } as Location)).toBe('ws://127.0.0.1:8080');
  });
});
