import { Button, Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useText } from '../text/Language';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoComplete: string;
  secret?: boolean;
  describedBy?: string;
  autoFocus?: boolean;
}

/** A labelled line of a form, with its error below it. A secret can be shown while it is typed. */
export function Field(props: FieldProps): ReactNode {
  const text = useText();
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [props.error ? `${id}-error` : '', props.describedBy ?? ''].join(' ').trim();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <div className="field-line">
        <Input
          id={id}
          type={props.secret && !shown ? 'password' : 'text'}
          value={props.value}
          status={props.error ? 'error' : ''}
          autoComplete={props.autoComplete}
          autoCapitalize="off"
          spellCheck={false}
          autoFocus={props.autoFocus ?? false}
          aria-invalid={Boolean(props.error)}
          {...(described ? { 'aria-describedby': described } : {})}
          onChange={(event) => props.onChange(event.target.value)}
        />
        {props.secret && (
          <Button aria-pressed={shown} aria-controls={id} onClick={() => setShown(!shown)}>
            {shown ? text.signIn.hide : text.signIn.show}
          </Button>
        )}
      </div>
      {props.error && (
        <p className="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      )}
    </div>
  );
}
