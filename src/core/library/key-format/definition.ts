export type Argument = number | string;

/** A function or a filter of the language: its parameters in order, with the values that they have where they are not given. `make` gets one for each. */
export interface Definition<T> {
  readonly parameters: readonly (readonly [name: string, byDefault: Argument])[];
  readonly make: (first: Argument, second: Argument) => T;
}

/** One without parameters. */
export const plain = <T>(made: T): Definition<T> => ({ parameters: [], make: () => made });

/** One whose parameters, two at most, are numbers. */
export const numbers = <T>(
  make: (n: number, m: number) => T,
  ...parameters: Definition<T>['parameters']
): Definition<T> => ({ parameters, make: (n, m) => make(Number(n), Number(m)) });
