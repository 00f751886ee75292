import { Button, Input, Modal, Radio } from 'antd';
import { useId, useState, type SyntheticEvent } from 'react';
import { useText } from '../text/Language';
import { LONGEST_PURPOSE, SHORTEST_PURPOSE } from './purpose';

const OTHER = -1;

interface PurposeDialogProps {
  open: boolean;
  onState: (purpose: string) => void;
  onCancel: () => void;
}

/** Nobody listens to a citizen without saying why. */
export function PurposeDialog({ open, onState, onCancel }: PurposeDialogProps) {
  const text = useText().purpose;
  const id = useId();
  const [choice, setChoice] = useState(0);
  const [own, setOwn] = useState('');
  const [checked, setChecked] = useState(false);
  const tooShort = choice === OTHER && own.trim().length < SHORTEST_PURPOSE;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!tooShort) onState(choice === OTHER ? own.trim() : (text.choices[choice] ?? ''));
  };
  return (
    <Modal title={text.heading} open={open} onCancel={onCancel} footer={null} closable={false} width={416} destroyOnHidden>
      <form onSubmit={submit} className="purpose">
        <p>{text.why}</p>
        <Radio.Group
          className="facet-radios"
          aria-label={text.heading}
          value={choice}
          onChange={(event) => setChoice(event.target.value as number)}
        >
          {text.choices.map((label, index) => (
            <Radio key={label} value={index}>
              {label}
            </Radio>
          ))}
          <Radio value={OTHER}>{text.other}</Radio>
        </Radio.Group>
        {choice === OTHER && (
          <div className="field">
            <label htmlFor={id}>{text.otherLabel}</label>
            <Input
              id={id}
              value={own}
              maxLength={LONGEST_PURPOSE}
              status={checked && tooShort ? 'error' : ''}
              aria-invalid={checked && tooShort}
              {...(checked && tooShort ? { 'aria-describedby': `${id}-error` } : {})}
              onChange={(event) => setOwn(event.target.value)}
            />
            {checked && tooShort && (
              <p className="field-error" id={`${id}-error`}>
                {text.missing}
              </p>
            )}
          </div>
        )}
        <p className="quiet">{text.kept}</p>
        <div className="purpose-do">
          <Button onClick={onCancel}>{text.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {text.agree}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
