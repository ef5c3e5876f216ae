/** One entry of `errors` in GitHub's validation errors. */
export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
  /** The states that stand in the way of a deployment. */
  readonly contexts?: readonly unknown[];
}

/**
 * Ends a request with one of GitHub's error answers.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly errors: readonly (FieldError | string)[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    details: {
      readonly errors?: readonly (FieldError | string)[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = details.errors;
    this.headers = details.headers ?? {};
  }

  toBody(documentation: string): Readonly<Record<string, unknown>> {
    return {
      message: this.message,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      documentation_url: documentation,
      status: String(this.status),
    };
  }
}

export function notFound(message = "Not Found"): ApiProblem {
  return new ApiProblem(404, message);
}

/** 422 with a message of its own, e.g. `Reference already exists`. */
export function unprocessable(message: string): ApiProblem {
  return new ApiProblem(422, message);
}

/** 422 `Validation Failed`, with the fields that are wrong. */
export function validationFailed(...errors: readonly FieldError[]): ApiProblem {
  return new ApiProblem(422, "Validation Failed", { errors });
}
