package io.tillstream.simulator.catalogue;

import java.util.List;

/**
 * What one category of the shop is made of.
 *
 * @param things kinds of product with their typical price in whole currency units
 * @param plainPrices whether prices end in .49 and .99 (cheap goods) rather than in .99 alone
 */
record Range(String category, List<String> brands, List<Thing> things, boolean plainPrices) {

    /** A kind of product and its typical price. */
    record Thing(String name, double price) {}

    static final List<Range> ALL = List.of(
            new Range(
                    "Electronics",
                    List.of("Voltra", "Kestrel", "Nimbus", "Ohmega", "Pixelar"),
                    List.of(
                            new Thing("Wireless Headphones", 89),
                            new Thing("Smart Watch", 179),
                            new Thing("Bluetooth Speaker", 59),
                            new Thing("Tablet 10\"", 249),
                            new Thing("USB-C Charger", 29),
                            new Thing("Gaming Mouse", 45),
                            new Thing("Mechanical Keyboard", 95),
                            new Thing("Webcam", 65),
                            new Thing("Power Bank", 35),
                            new Thing("Laptop 14\"", 749)),
                    false),
            new Range(
                    "Clothing",
                    List.of("Larkspur", "Northfold", "Marlow", "Tidewear", "Juniper"),
                    List.of(
                            new Thing("Cotton T-Shirt", 19),
                            new Thing("Denim Jeans", 59),
                            new Thing("Running Shoes", 89),
                            new Thing("Hooded Sweatshirt", 45),
                            new Thing("Rain Jacket", 99),
                            new Thing("Wool Scarf", 29),
                            new Thing("Summer Dress", 49),
                            new Thing("Leather Belt", 34),
                            new Thing("Sport Socks", 12),
                            new Thing("Linen Shirt", 54)),
                    false),
            new Range(
                    "Food",
                    List.of("Harvest Row", "Olive & Oak", "Morning Mill", "Sweet Lane"),
                    List.of(
                            new Thing("Ground Coffee", 9),
                            new Thing("Green Tea", 6),
                            new Thing("Dark Chocolate", 4),
                            new Thing("Olive Oil", 13),
                            new Thing("Granola", 7),
                            new Thing("Honey", 8),
                            new Thing("Pasta", 3),
                            new Thing("Tomato Sauce", 4),
                            new Thing("Mixed Nuts", 11),
                            new Thing("Maple Syrup", 12)),
                    true),
            new Range(
                    "Books",
                    List.of("Quill Press", "Lanternhouse", "Paper Harbor", "Foxglove Books"),
                    List.of(
                            new Thing("Mystery Novel", 14),
                            new Thing("Cookbook", 28),
                            new Thing("Science Fiction Saga", 16),
                            new Thing("Travel Guide", 21),
                            new Thing("Biography", 24),
                            new Thing("Children's Picture Book", 12),
                            new Thing("Programming Handbook", 44),
                            new Thing("Poetry Collection", 13),
                            new Thing("History of the Sea", 27),
                            new Thing("Gardening Almanac", 19)),
                    true),
            new Range(
                    "Home",
                    List.of("Hearthstone", "Willow & Wren", "Casa Lume", "Everglen"),
                    List.of(
                            new Thing("Table Lamp", 49),
                            new Thing("Bed Linen Set", 79),
                            new Thing("Scented Candle", 17),
                            new Thing("Frying Pan", 39),
                            new Thing("Coffee Mug Set", 24),
                            new Thing("Throw Blanket", 42),
                            new Thing("Storage Basket", 22),
                            new Thing("Wall Clock", 35),
                            new Thing("Knife Block", 89),
                            new Thing("Plant Pot", 15)),
                    true));
}
