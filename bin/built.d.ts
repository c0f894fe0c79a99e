export declare const stampFile: string;
export declare function isBuilt(root: string): boolean;
