"""The planner's desk (R-039, R-050, R-112 to R-119): what a plan would do, from the live registers."""
