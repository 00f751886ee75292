import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ACCOUNT, FakeApi, PASSWORD } from '../fake/api';
import { serve } from '../fake/node';

const CHROMIUM = process.env.WENZHENG_CHROMIUM ?? '/usr/bin/chromium';
const PAGES = 'target/classes/static';

/** Why browser tests cannot run here; undefined when they can. */
export function missing(): string | undefined {
  if (!existsSync(CHROMIUM)) return `no browser at ${CHROMIUM}; install chromium or set WENZHENG_CHROMIUM`;
  if (!existsSync(`${PAGES}/index.html`)) return 'the pages are not built; run npm run build';
  return undefined;
}

/** The built pages over the fake API, in a real browser. */
export class Visit {
  private constructor(
    readonly api: FakeApi,
    private readonly server: Server,
    private readonly browser: Browser,
    readonly origin: string,
  ) {}

  static async begin(): Promise<Visit> {
    const api = new FakeApi(new Date());
    const server = await serve(api, PAGES, 0);
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--autoplay-policy=user-gesture-required',
        '--mute-audio',
      ],
    });
    return new Visit(api, server, browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** A fresh profile; what its pages complain about is collected. */
  async page(width: number, height = 900): Promise<{ page: Page; complaints: string[] }> {
    const context: BrowserContext = await this.browser.newContext({
      viewport: { width, height },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A refused request is logged by the browser itself; pages say it in words.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
    });
    return { page, complaints };
  }

  async signIn(page: Page, path = '/'): Promise<void> {
    await page.goto(this.origin + path);
    await page.getByLabel('账号').fill(ACCOUNT);
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: '退出登录' }).waitFor();
  }

  async end(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
  }
}
