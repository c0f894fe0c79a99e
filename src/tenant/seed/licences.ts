/** Real part numbers and ids, from Microsoft's published list of product names and service plans. */
export interface SkuFacts {
  readonly skuPartNumber: string;
  readonly skuId: string;
  readonly enabled: (people: number) => number;
  readonly plans: readonly (readonly [name: string, id: string])[];
}

const exchange = ['EXCHANGE_S_ENTERPRISE', 'efb87545-963c-4e0d-99df-69c6916d9eb0'] as const;
const sharepoint = ['SHAREPOINTENTERPRISE', '5dbe027f-2339-4123-9542-606e4d348a72'] as const;
const teams = ['TEAMS1', '57ff2da0-773e-42df-b2af-ffb7a2317929'] as const;

export const skus: readonly SkuFacts[] = [
  {
    skuPartNumber: 'SPE_E3',
    skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
    enabled: (people) => people,
    plans: [
      exchange,
      sharepoint,
      teams,
      ['AAD_PREMIUM', '41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
      ['INTUNE_A', 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5'],
    ],
  },
  {
    skuPartNumber: 'SPE_E5',
    skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
    enabled: (people) => Math.ceil(people / 5),
    plans: [
      exchange,
      sharepoint,
      teams,
      ['AAD_PREMIUM_P2', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'],
      ['MCOEV', '4828c8ec-dc2e-4779-b502-87ac9ce28ab7'],
    ],
  },
  {
    skuPartNumber: 'EXCHANGESTANDARD',
    skuId: '4b9405b0-7788-4568-add1-99614e613b69',
    enabled: () => 25,
    plans: [['EXCHANGE_S_STANDARD', '9aaf7827-d63c-4b61-89c3-182f06f82e5c']],
  },
  {
    skuPartNumber: 'POWER_BI_PRO',
    skuId: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
    enabled: (people) => Math.ceil(people / 3),
    plans: [['BI_AZURE_P2', '70d33638-9c74-4d01-bfd3-562de28bd4ba']],
  },
  {
    skuPartNumber: 'VISIOCLIENT',
    skuId: 'c5928f49-12ba-48f7-ada3-0d743a3601d5',
    enabled: () => 40,
    plans: [['VISIO_CLIENT_SUBSCRIPTION', '663a804f-1c30-4ff0-9915-9db84f0d1cea']],
  },
];
