import { useRoomContext } from '@livekit/components-react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../text/Language';
import { ask, useCard, type Card } from './card';

const MAX_QUESTION = 200;

/** What was answered, as a list to keep; what can be tapped; where it comes from. */
export function CardView({ card, onAsk }: { card: Card; onAsk?: (question: string) => void }) {
  const text = useText().live.card;
  return (
    <div className="card" role="status">
      {card.number && (
        <a className="card-number" href={`tel:${card.number}`}>
          {text.dial(card.number)}
        </a>
      )}
      {card.item && <h3>{card.item.name}</h3>}
      {card.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {card.item && card.item.materials.length > 0 && (
        <ul className="card-materials" aria-label={text.materials}>
          {card.item.materials.map((material) => (
            <li key={material}>{material}</li>
          ))}
        </ul>
      )}
      {onAsk && card.buttons.length > 0 && !card.number && (
        <div className="card-buttons">
          {card.buttons.map((button) => (
            <Button key={button} size="large" onClick={() => onAsk(button)}>
              {button}
            </Button>
          ))}
        </div>
      )}
      {card.item && <p className="quiet">{text.source(card.item.name, card.item.version, card.item.since)}</p>}
    </div>
  );
}

/** The digital human's card, and a line to type what one would rather not say. */
export function AnswerCard({ asks }: { asks: boolean }) {
  const text = useText().live.card;
  const room = useRoomContext();
  const card = useCard(room);
  const [question, setQuestion] = useState('');
  const send = (words: string) => void ask(room, words).catch(() => undefined);
  return (
    <section className="answer" aria-label={text.label}>
      {card && <CardView card={card} {...(asks ? { onAsk: send } : {})} />}
      {asks && (
        <form
          className="answer-ask"
          onSubmit={(event) => {
            event.preventDefault();
            if (question.trim()) send(question.trim());
            setQuestion('');
          }}
        >
          <Input
            size="large"
            value={question}
            maxLength={MAX_QUESTION}
            placeholder={text.placeholder}
            aria-label={text.placeholder}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <Button size="large" htmlType="submit" disabled={!question.trim()}>
            {text.send}
          </Button>
        </form>
      )}
    </section>
  );
}
