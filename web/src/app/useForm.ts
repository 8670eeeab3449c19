import { useState } from 'react';
import { explain, problemOf } from './problemWords';

export interface FormProblem {
  code: string;
  field: string | null;
}

export interface Form {
  busy: boolean;
  problem: FormProblem | null;
  /** The sentence to show beside this field, if it is the one at fault. */
  errorOf(field: string): string | null;
  /** What is wrong with the request as a whole; fields that have their own place are given by name. */
  errorBeside(...fields: string[]): string | null;
  /** Runs the request; true when it went through. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  /** What was wrong is no longer asked for. */
  forget(): void;
}

/** A form that is sent: busy while it is, and the problem put into words beside the right field. */
export function useForm(): Form {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (failure) {
      setProblem(problemOf(failure));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    errorOf: (field) => (problem !== null && problem.field === field ? explain(problem.code) : null),
    errorBeside: (...fields) =>
      problem === null || (problem.field !== null && fields.includes(problem.field)) ? null : explain(problem.code),
    run,
    forget: () => setProblem(null),
  };
}
