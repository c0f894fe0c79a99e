import { type ChangeEvent, useId } from 'react';

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'truth' | 'number' | 'whole' | 'time' | 'choice' | 'json';
  readonly needed: boolean;
  readonly choices?: readonly string[] | undefined;
  readonly hint: string;
  readonly fault: string | undefined;
  readonly value: string;
  onChange(value: string): void;
}

/** A field with its name, what it takes, and what is wrong with it: all of it is read out with the field. */
export function Field({ name, label, kind, needed, choices = [], hint, fault, value, onChange }: FieldProps) {
  const id = useId();
  const described = [`${id}-hint`, ...(fault === undefined ? [] : [`${id}-fault`])].join(' ');
  const common = {
    id,
    name,
    value,
    'aria-describedby': described,
    'aria-invalid': fault !== undefined,
    'aria-required': needed,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) =>
      onChange(target.value),
  };
  return (
    <div className={fault === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={id}>
        {label}
        {!needed && <small>not needed</small>}
      </label>
      {kind === 'truth' || kind === 'choice' ? (
        <select {...common}>
          <option value="">{needed ? 'Choose…' : 'As the runbook has it'}</option>
          {(kind === 'truth' ? ['true', 'false'] : choices).map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : kind === 'json' ? (
        <textarea {...common} rows={4} spellCheck={false} />
      ) : (
        <input
          {...common}
          type="text"
          inputMode={kind === 'whole' ? 'numeric' : kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
