import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { write } from '../api/client';
import { ApiProblem } from '../api/problem';
import { troubleText } from '../app/TroubleNote';
import { useText } from '../text/Language';
import { FIELDS, isList, lines, refusedField, written, type ServiceItem } from './item';

interface Props {
  item: ServiceItem;
  isNew: boolean;
  onSent: (code: string) => void;
  onCancel: () => void;
}

/** What an item shall say, field by field; it is sent to a second person. */
export function ItemForm({ item, isNew, onSent, onCancel }: Props) {
  const dictionary = useText();
  const text = dictionary.items;
  const [code, setCode] = useState(item.code);
  const [texts, setTexts] = useState(() => Object.fromEntries(FIELDS.map((field) => [field, lines(item, field).join('\n')])));
  const send = useMutation({
    mutationFn: () =>
      write(
        'POST',
        '/items/proposals',
        FIELDS.reduce((so, field) => written(so, field, texts[field] ?? ''), { ...item, code: code.trim() }),
      ),
    onSuccess: () => onSent(code.trim()),
  });
  const problem = send.error instanceof ApiProblem ? send.error : undefined;
  const refused = problem?.type === 'item-refused' ? refusedField(problem.detail) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="item-form" onSubmit={submit}>
      {isNew && (
        <div className="field">
          <label htmlFor="item-code">{text.field.code}</label>
          <Input id="item-code" required maxLength={64} value={code} onChange={(event) => setCode(event.target.value)} />
        </div>
      )}
      {FIELDS.map((field) => (
        <div className="field" key={field}>
          <label htmlFor={`item-${field}`}>{text.field[field]}</label>
          {isList(field) || field === 'law' ? (
            <Input.TextArea
              id={`item-${field}`}
              autoSize={{ minRows: 2, maxRows: 12 }}
              value={texts[field]}
              aria-describedby={isList(field) ? `item-${field}-how` : undefined}
              onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
            />
          ) : (
            <Input
              id={`item-${field}`}
              required={field === 'name'}
              type={field.startsWith('valid_') ? 'date' : 'text'}
              value={texts[field]}
              onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
            />
          )}
          {isList(field) && (
            <p className="quiet" id={`item-${field}-how`}>
              {field === 'materials' ? text.materialsHow : text.listHow}
            </p>
          )}
          {refused === field && (
            <p className="field-error" role="alert">
              {text.refusedHere}
            </p>
          )}
        </div>
      ))}
      {send.error && !refused && (
        <p className="field-error" role="alert">
          {troubleText(send.error, dictionary)}
        </p>
      )}
      {problem?.type === 'item-refused' && (
        <p className="quiet" lang="en">
          {problem.detail}
        </p>
      )}
      <div className="item-buttons">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {text.send}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
      <p className="quiet">{text.sendHow}</p>
    </form>
  );
}
