import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { planImages, type ImagePlan } from "./plan-images.ts";
import { parseTreeListing } from "./tree-listing.ts";

const APP = {
  templates: "deploy",
  images: {
    cart: { repository: "registry.test/cart", context: "cart/src", watch: ["libs/money", "go.mod"] },
    worker: { repository: "registry.test/worker", context: "worker" },
  },
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plan-images-"));
  git("init", "--quiet", "--initial-branch=main");
  commit({
    "cart/src/main.go": "package cart",
    "libs/money/money.go": "package money",
    "go.mod": "module shop",
    "worker/main.go": "package worker",
    "deploy/cart.yaml": "kind: Deployment",
    "docs/read me.md": "docs",
  });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(...args: readonly string[]): string {
  const settings = ["-c", "user.name=ada", "-c", "user.email=ada@example.test", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", folder, ...settings, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function commit(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git("add", "--all");
  git("commit", "--quiet", "--message", "change");
}

function listing(revision = "HEAD", ...flags: readonly string[]): string {
  return git("ls-tree", ...(flags.length > 0 ? flags : ["-r", "-t", "-z", "--full-tree"]), revision);
}

function plan(text = listing()): ImagePlan {
  return parseTreeListing(text)
    .andThen((objects) => planImages(APP, objects))
    ._unsafeUnwrap();
}

function tags(): readonly string[] {
  return Object.values(plan().images).map(({ tag }) => tag);
}

describe("planImages", () => {
  it("names every image after its content, and the templates by their tree", () => {
    const { images, templates } = plan();
    expect(images["cart"]).toMatchObject({ paths: ["cart/src", "libs/money", "go.mod"] });
    expect(images["cart"]?.reference).toBe(`registry.test/cart:${images["cart"]?.tag ?? ""}`);
    expect(images["cart"]?.tag).toMatch(/^git-[0-9a-f]{20}$/);
    expect(templates).toEqual({ path: "deploy", tree: git("rev-parse", "HEAD:deploy").trim() });
  });

  it("gives an image another tag when its folder changes, and leaves the others alone", () => {
    const [cart, worker] = tags();
    commit({ "cart/src/main.go": "package cart // changed" });
    expect(tags()[0]).not.toBe(cart);
    expect(tags()[1]).toBe(worker);
  });

  it.each(["libs/money/money.go", "go.mod"])("gives an image another tag when the watched %s changes", (path) => {
    const [cart, worker] = tags();
    commit({ [path]: "changed" });
    expect(tags()[0]).not.toBe(cart);
    expect(tags()[1]).toBe(worker);
  });

  it("gives no image another tag when only documentation and templates change", () => {
    const before = tags();
    commit({ "docs/read me.md": "more docs", "deploy/cart.yaml": "kind: StatefulSet" });
    expect(tags()).toEqual(before);
  });

  it("gives the tag that the content had before a revert", () => {
    const before = tags();
    commit({ "cart/src/main.go": "package cart // wrong" });
    git("revert", "--no-edit", "HEAD");
    expect(tags()).toEqual(before);
  });

  it("gives the same tags after a rebase and after a squash as on the branch", () => {
    git("checkout", "--quiet", "-b", "feature");
    commit({ "cart/src/main.go": "package cart // one" });
    commit({ "cart/src/main.go": "package cart // two" });
    const onBranch = tags();
    git("checkout", "--quiet", "main");
    commit({ "docs/read me.md": "meanwhile" });
    git("checkout", "--quiet", "-b", "rebased", "feature");
    git("rebase", "--quiet", "main");
    expect(tags()).toEqual(onBranch);
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--squash", "feature");
    git("commit", "--quiet", "--message", "squashed");
    expect(tags()).toEqual(onBranch);
  });

  it("needs no history", () => {
    commit({ "docs/read me.md": "a second commit" });
    const full = tags();
    git("clone", "--quiet", "--depth=1", `file://${folder}`, join(folder, "shallow"));
    expect(plan(git("-C", join(folder, "shallow"), "ls-tree", "-r", "-t", "-z", "HEAD")).images["cart"]?.tag).toBe(
      full[0],
    );
  });

  it("takes the whole repository for the context .", () => {
    const whole = { ...APP, images: { shop: { repository: "registry.test/shop", context: "." } } };
    const objects = parseTreeListing(listing())._unsafeUnwrap();
    expect(objects.get(".")?.id).toBe(git("rev-parse", "HEAD^{tree}").trim());
    const before = planImages(whole, objects)._unsafeUnwrap().images["shop"]?.tag;
    commit({ "docs/read me.md": "changed" });
    expect(planImages(whole, parseTreeListing(listing())._unsafeUnwrap())._unsafeUnwrap().images["shop"]?.tag).not.toBe(
      before,
    );
  });

  it("does not mind how a folder is written", () => {
    const objects = parseTreeListing(listing())._unsafeUnwrap();
    const written = { templates: "./deploy/", images: { cart: { ...APP.images.cart, context: "./cart/src/" } } };
    const { images, templates } = planImages(written, objects)._unsafeUnwrap();
    expect(images["cart"]?.tag).toBe(tags()[0]);
    expect(templates.path).toBe("./deploy/");
  });

  it("names every key whose path does not exist", () => {
    const wrong = {
      templates: "go.mod",
      images: { cart: { ...APP.images.cart, context: "gone", watch: ["libs/money", "libs/gone"] } },
    };
    const error = planImages(wrong, parseTreeListing(listing())._unsafeUnwrap())._unsafeUnwrapErr();
    expect(error.code).toBe("INPUT_INVALID");
    expect(error.message).toContain('images.cart.context: there is no "gone" in the commit');
    expect(error.message).toContain('images.cart.watch[1]: there is no "libs/gone"');
    expect(error.message).toContain('templates: "go.mod" is no folder');
  });
});

describe("parseTreeListing", () => {
  it("reads names with spaces, quotes, tabs, line breaks and letters of any language", () => {
    const names = [
      "a file",
      'with "quotes"',
      "tab\there",
      "line\nbreak",
      "größe/日本",
      "emoji-🚀",
      "a.b/c",
      "a/c",
      "a-b",
    ];
    commit(Object.fromEntries(names.map((name) => [`odd/${name}`, name])));
    const objects = parseTreeListing(listing())._unsafeUnwrap();
    for (const name of names) {
      expect(objects.get(`odd/${name}`)?.id).toBe(git("rev-parse", `HEAD:odd/${name}`).trim());
    }
    expect(objects.get("odd/größe")).toMatchObject({ type: "tree" });
  });

  it("knows the id of the whole tree whatever lies at its root", () => {
    commit({ "größe 🚀": "1", "line\nbreak": "2", "go.mod.d/x": "3", "go-mod": "4" });
    expect(parseTreeListing(listing())._unsafeUnwrap().get(".")?.id).toBe(git("rev-parse", "HEAD^{tree}").trim());
  });

  it("reads repositories whose object ids are SHA-256 as well", () => {
    rmSync(join(folder, ".git"), { recursive: true });
    git("init", "--quiet", "--object-format=sha256");
    commit({});
    expect(parseTreeListing(listing())._unsafeUnwrap().get(".")?.id).toBe(git("rev-parse", "HEAD^{tree}").trim());
    expect(plan().templates.tree).toHaveLength(64);
  });

  it.each<[string, () => string]>([
    ["nothing", () => ""],
    ["a listing without folders", () => listing("HEAD", "-r", "-z")],
    ["a listing by lines", () => listing("HEAD", "-r", "-t")],
    ["a listing that was cut", () => listing().slice(0, -3)],
    ["another text", () => "fatal: not a git repository\0"],
  ])("refuses %s, and says which command to run", (_, text) => {
    const error = parseTreeListing(text())._unsafeUnwrapErr();
    expect(error.code).toBe("INPUT_INVALID");
    expect(error.message).toContain("git ls-tree -r -t -z --full-tree HEAD");
  });
});
