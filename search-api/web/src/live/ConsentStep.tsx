import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useLanguage } from '../text/Language';
import type { Dictionary } from '../text/zh';
import type { Consents } from './admission';
import { ConsentFields } from './ConsentFields';
import { useReading } from './useReading';

/** The speech of {@link consentWords} in Chinese. */
const FILE = '/consent/zh.opus';

/** What is read aloud: all that is shown. */
export function consentWords({ live: { consents } }: Dictionary): string {
  const items = [consents.answer, consents.record, consents.analyse];
  return [`${consents.heading}。`, ...items.map(({ name, what }) => `${name}。${what}`), consents.free].join('');
}

/** Asks before the microphone opens; nothing is agreed to unless it is ticked. */
export function ConsentStep({ onDone }: { onDone: (consents: Consents) => void }) {
  const { text, language } = useLanguage();
  const [given, setGiven] = useState<Consents>({ answer: false, record: false, analyse: false });
  const { reading, start, stop } = useReading(language === 'zh' ? FILE : undefined, consentWords(text));
  useEffect(() => {
    start();
    return stop;
  }, [start, stop]);
  const all = given.answer && given.record && given.analyse;
  return (
    <section className="live-step" aria-labelledby="consents">
      <div className="live-step-head">
        <h1 id="consents">{text.live.consents.heading}</h1>
        <Button onClick={reading ? stop : start}>{reading ? text.live.consents.stopReading : text.live.consents.read}</Button>
      </div>
      <ConsentFields given={given} onChange={setGiven} />
      <p>{text.live.consents.free}</p>
      <div className="live-step-do">
        <Button type="primary" size="large" onClick={() => onDone(given)}>
          {text.live.consents.next}
        </Button>
        {!all && (
          <Button size="large" onClick={() => setGiven({ answer: true, record: true, analyse: true })}>
            {text.live.consents.all}
          </Button>
        )}
      </div>
    </section>
  );
}
