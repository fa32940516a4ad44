/** 256 English words that are easy to say and hard to mistake for one another. Their order is part of the protocol: never change it. */
export const WORDS_EN: readonly string[] = `
  acorn acrobat airport album alley almond amber anchor angle ankle anthem anvil apple apron arena armor
  arrow artist aspen atlas attic autumn avocado bacon bakery balcony ballet bamboo banana banjo barley barrel
  basket battery beacon beard beaver bench bicycle biscuit blanket blizzard blossom bonnet bottle boulder bracelet branch
  brick bridge broom bucket buffalo bugle button cabin cactus camel candle canoe canvas captain carbon carpet
  carrot castle cavern cedar cement cherry chess chimney circle citrus clinic clover cobalt cobweb coconut coffee
  comet compass cookie copper coral cotton cradle crayon cricket crown crystal curtain cushion daisy dancer dentist
  desert diamond dinner dolphin donkey dragon drawer drummer eagle echo elbow elephant elder emerald engine evening
  fabric falcon farmer flamingo flower forest fossil fountain galaxy garage garden garlic gazelle gecko ginger giraffe
  glacier glove goblet gorilla granite guitar hammer hamster harbor harvest hazel helmet hermit hickory honey horizon
  hotel icicle igloo iguana indigo island ivory jacket jaguar jasmine jungle kettle kitchen ladder ladybug lagoon
  lantern lemon leopard lettuce library lilac linen lizard lobster locket magnet mango maple marble market meadow
  melon mermaid meteor mirror monkey morning mountain muffin museum napkin needle noodle notebook nutmeg oasis oatmeal
  ocean olive onion orange orchard otter oxygen oyster paddle palace panda paper parrot pasture peanut pebble
  pelican pencil pepper piano pigeon pillow pilot planet pocket potato prairie pumpkin puzzle quartz rabbit radio
  raisin ribbon river robin rocket saddle salmon sandal saturn scarf shadow silver spider spoon squirrel stable
  sugar summer sunset temple thunder tiger timber tomato trumpet tunnel turtle umbrella valley velvet violin walnut
`
  .split(/[ \n]/)
  .map((word) => word.trim())
  .filter((word) => word !== '');
