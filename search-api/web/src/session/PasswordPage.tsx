import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type SyntheticEvent } from 'react';
import { Navigate, useLocation } from 'react-router';
import { write } from '../api/client';
import type { Session } from '../api/documents';
import { ApiProblem } from '../api/problem';
import { troubleText } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { useText } from '../text/Language';
import { Field } from './Field';
import { nextPath } from './next';
import { checkPassword, LONGEST, passes } from './passwordRules';
import { SignedOutFrame } from './SignedOutFrame';
import { SESSION_KEY, useSession } from './useSession';

const RULES_ID = 'password-rules';

/** Where the first sign-in ends: a password that only this person knows. */
export function PasswordPage() {
  const text = useText();
  useTitle(text.titles.password);
  const { data: session } = useSession();
  const { search } = useLocation();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [checked, setChecked] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  if (session === null) return <Navigate to="/login" replace />;
  if (session && !session.password_change_required) return <Navigate to={nextPath(search)} replace />;

  const rules = checkPassword(session?.account ?? '', current, next);
  const currentWrong = failure instanceof ApiProblem && failure.trouble === 'wrong-credentials';
  const nextError = next.length > LONGEST ? text.password.tooLong : passes(rules) ? undefined : text.password.rulesUnmet;

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!current || nextError || again !== next || sending) return;
    setSending(true);
    setFailure(undefined);
    try {
      const changed = await write<Session>('PUT', '/session/password', { current, new: next });
      queries.setQueryData(SESSION_KEY, changed);
    } catch (caught) {
      if (caught instanceof ApiProblem && caught.trouble === 'sign-in-required') queries.setQueryData(SESSION_KEY, null);
      setFailure(caught);
    } finally {
      setSending(false);
    }
  };

  return (
    <SignedOutFrame heading={text.password.heading}>
      <p>{text.password.why}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        {/* For password managers, which keep a pair. */}
        <input className="unseen" type="text" autoComplete="username" value={session?.account ?? ''} readOnly tabIndex={-1} aria-hidden />
        <Field
          label={text.password.current}
          value={current}
          onChange={(value) => {
            setCurrent(value);
            setFailure(undefined);
          }}
          error={currentWrong ? text.password.currentWrong : checked && !current ? text.signIn.passwordMissing : undefined}
          autoComplete="current-password"
          secret
          autoFocus
        />
        <Field
          label={text.password.next}
          value={next}
          onChange={setNext}
          error={checked ? nextError : undefined}
          autoComplete="new-password"
          secret
          describedBy={RULES_ID}
        />
        <Field
          label={text.password.again}
          value={again}
          onChange={setAgain}
          error={checked && again !== next ? text.password.againDiffers : undefined}
          autoComplete="new-password"
          secret
        />
        <div className="rules" id={RULES_ID}>
          <p>{text.password.rules}</p>
          <ul>
            {(Object.keys(rules) as (keyof typeof rules)[]).map((rule) => (
              <li key={rule} className={rules[rule] ? 'rule-met' : ''}>
                {text.password[rule]}
                <span>{rules[rule] ? text.password.met : text.password.unmet}</span>
              </li>
            ))}
          </ul>
        </div>
        {failure !== undefined && !currentWrong && (
          <p className="field-error" role="alert">
            {troubleText(failure, text)}
          </p>
        )}
        <Button type="primary" size="large" htmlType="submit" block disabled={sending}>
          {sending ? text.password.submitting : text.password.submit}
        </Button>
      </form>
    </SignedOutFrame>
  );
}
