"""结果公示: what waits for publication, exemptions, and an object's proof."""
