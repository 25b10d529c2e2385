// The fields of kustomizations that we use; kubernetes-types has none of them. Any other is refused as a misspelling.

export interface Kustomization {
  apiVersion: "kustomize.config.k8s.io/v1beta1";
  kind: "Kustomization";
  namespace?: string;
  resources?: string[];
  components?: string[];
  replicas?: { name: string; count: number }[];
  images?: { name: string; newName?: string; newTag?: string }[];
  patches?: PatchFile[];
}

export interface Component {
  apiVersion: "kustomize.config.k8s.io/v1alpha1";
  kind: "Component";
  resources?: string[];
  patches?: PatchFile[];
}

interface PatchFile {
  path: string;
  target?: { kind: string; name: string };
}

// One operation of a JSON patch (RFC 6902), the only kind that we need.
export interface Operation {
  op: "add";
  path: string;
  value: unknown;
}

// A patch by merging: any part of a resource. Elements of lists are merged by their keys, so that they are parts, too.
export type Part<T> = T extends (infer Element)[] ? Part<Element>[] : T extends object ? { [Key in keyof T]?: Part<T[Key]> } : T;
