import { refuse, refusedId } from "../dispatch/dispatch-limits.ts";
import type { GitHubRequestError } from "../github/errors.ts";
import type { WorkflowDispatch } from "./workflow-dispatch.ts";

const MOST_INPUTS = 25;
const INPUT_CHARACTERS = 65_535;

/** Returns the inputs of a dispatch with its id, which the title of the run shows. */
export function inputsOf({ id, idInput = "id", inputs = {} }: WorkflowDispatch): Readonly<Record<string, string>> {
  return { ...inputs, [idInput]: id };
}

/**
 * Tells why GitHub would refuse a dispatch, before anything is written or sent; undefined when it would not.
 *
 * @see https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event
 */
export function refusedWorkflowDispatch(dispatch: WorkflowDispatch): GitHubRequestError | undefined {
  const refused = refusedId(dispatch.repository, dispatch.id);
  if (refused !== undefined) return refused;
  const inputs = inputsOf(dispatch);
  const count = Object.keys(inputs).length;
  if (count > MOST_INPUTS) {
    const why = `it has ${count} inputs with the id, and GitHub takes ${MOST_INPUTS}. Put several into one as JSON`;
    return refuse(dispatch.repository, why);
  }
  const { length } = JSON.stringify(inputs);
  if (length <= INPUT_CHARACTERS) return undefined;
  return refuse(
    dispatch.repository,
    `its inputs have ${length} characters, and GitHub takes ${INPUT_CHARACTERS}. Shorten them`,
  );
}
